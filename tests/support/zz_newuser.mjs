// Temporary: drives a browser through steps kept outside.
import { chromium } from 'playwright-core';
import fs from 'node:fs';
const base='http://127.0.0.1:8431';
const browser=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu']});
const sf='/tmp/w/newuser/state.json';
const ctx=await browser.newContext({viewport:{width:1100,height:900},storageState:fs.existsSync(sf)?sf:undefined});
const page=await ctx.newPage();
page.setDefaultTimeout(8000);
page.on('pageerror',e=>console.log('PAGEERROR',e.message));
page.on('console',m=>{if(m.type()==='error')console.log('CONSOLE',m.text())});
const axeSrc=fs.readFileSync('/work/main/node_modules/axe-core/axe.min.js','utf8');
const h={base,browser,ctx,page,fs,
 async go(p){const r=await page.goto(p.startsWith('http')?p:base+p);console.log('GO',p,r.status(),page.url());return r;},
 async text(sel='main'){return (await page.locator(sel).first().innerText());},
 async show(sel='main',n=6000){console.log('@',page.url(),'|',await page.title());console.log((await h.text(sel)).slice(0,n));},
 async axe(){try{await page.evaluate(axeSrc);const r=await page.evaluate(async()=>{const r=await axe.run();return r.violations.map(v=>[v.id,v.impact,v.help,v.nodes.length,v.nodes.slice(0,2).map(n=>n.html.slice(0,150))]);});console.log('AXE',page.url(),r.length?JSON.stringify(r):'ok');}catch(e){console.log('AXE failed',e.message.slice(0,200))}},
 async shot(name,full=true){for(const [w,t] of [[1100,'d'],[390,'p']]){await page.setViewportSize({width:w,height:w==390?800:900});const ov=await page.evaluate(()=>document.documentElement.scrollWidth-innerWidth);const hh=await page.evaluate(()=>document.documentElement.scrollHeight);console.log('SHOT',name+'-'+t,'overflow',ov,'height',hh);await page.screenshot({path:`/tmp/w/newuser/shots/${name}-${t}.png`,fullPage:full&&hh<5000});}await page.setViewportSize({width:1100,height:900});},
 async links(sel='main'){console.log((await page.$$eval(sel+' a',as=>as.map(a=>a.innerText.trim()+' -> '+a.getAttribute('href')))).join('\n'));},
};
try{const m=await import(process.argv[2]);await m.default(h);}catch(e){console.log('ERR',e.message.slice(0,1500),'at',page.url());try{await page.screenshot({path:'/tmp/w/newuser/shots/err.png'})}catch{}}
await ctx.storageState({path:sf});
await browser.close();
